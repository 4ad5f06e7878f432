"""apache-libcloud: its ECS driver has no call for a copy, so its connection sends each action by name. Answers are XML."""

import libcloud.security
from libcloud.compute.drivers.ecs import ECSDriver
from libcloud.common.aliyun import AliyunConnection
from protocol import Unsupported, flat


def value_of(element):
    """The members of an XML element. Members of one name are a list."""
    if len(element) == 0:
        return element.text or ""
    found = {}
    for child in element:
        found.setdefault(child.tag, []).append(value_of(child))
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def call(request, mode):
    key = request["key"]
    if "token" in key:
        raise Unsupported("the driver has no security token")
    host, port = request["endpoint"].split(":")
    libcloud.security.CA_CERTS_PATH = request.get("ca")
    driver = ECSDriver(
        key["id"], key["secret"], region="cn-chengdu", host=host, port=int(port), secure=request["protocol"] == "https"
    )
    connection: AliyunConnection = driver.connection
    return value_of(connection.request("/", {"Action": request["action"], **flat(request["params"])}).object)


def reported(error):
    """Its field `code` is the status. The code of the service is in the message alone."""
    return {"code": None, "status": getattr(error, "code", None), "message": str(error)}
