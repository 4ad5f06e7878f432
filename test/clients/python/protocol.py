"""What the clients' modules share."""


class Unsupported(Exception):
    """The client has no such action or parameter."""


def flat(params, prefix=""):
    """Parameters as the API takes them: the entries of lists are numbered from 1, as in Tag.1.Key."""
    items = params.items() if isinstance(params, dict) else ((str(i + 1), value) for i, value in enumerate(params))
    found = {}
    for name, value in items:
        if isinstance(value, (dict, list)):
            found.update(flat(value, f"{prefix}{name}."))
        else:
            found[prefix + name] = str(value).lower() if isinstance(value, bool) else str(value)
    return found
