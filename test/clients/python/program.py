"""Calls one of the official clients for the runner. The README of test/clients describes the lines that it reads and writes."""

import importlib
import json
import sys
from importlib.metadata import version

from protocol import Unsupported

MODULES = {
    "alibabacloud_ecs20140526": "typed_tea",
    "aliyun-python-sdk-ecs": "legacy",
    "apache-libcloud": "libcloud_ecs",
}


def write(answer):
    print(json.dumps(answer), flush=True)


def main(name, mode="sync"):
    client = importlib.import_module(MODULES[name])
    write({"client": name, "version": version(name)})
    for line in sys.stdin:
        request = json.loads(line)
        try:
            write({"body": client.call(request, mode)})
        except Unsupported as error:
            write({"unsupported": str(error)})
        except Exception as error:
            write({"error": {"class": type(error).__name__, **client.reported(error)}})


main(*sys.argv[1:])
