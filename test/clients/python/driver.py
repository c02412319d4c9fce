"""A driver of the official Python SDK: it calls the operations that standard input names, one a line of JSON, and writes
what the SDK made of each answer, one a line. It knows no operation: the SDK's own types say what a request holds."""

import importlib
import json
import re
import sys

from huaweicloudsdkcore.auth.credentials import BasicCredentials, GlobalCredentials
from huaweicloudsdkcore.exceptions.exceptions import ServiceResponseException

CLIENTS = {
    "dcs": ("huaweicloudsdkdcs.v2", "DcsClient"),
    "dms": ("huaweicloudsdkkafka.v2", "KafkaClient"),
    "taurusdb": ("huaweicloudsdkgaussdb.v3", "GaussDBClient"),
    "iam": ("huaweicloudsdkiam.v3", "IamClient"),
}


def client_of(call, module, name):
    keys = (call["accessKey"], call["secretKey"], call["project"])
    credentials = GlobalCredentials(*keys) if call["service"] == "iam" else BasicCredentials(*keys)
    builder = getattr(module, name).new_builder().with_credentials(credentials)
    return builder.with_endpoint(call["endpoint"]).build()


def request_of(call, module):
    kind = getattr(module, call["operation"] + "Request")
    parameters = dict(call["parameters"])
    if "body" in parameters:
        parameters["body"] = getattr(module, kind.openapi_types["body"])(**parameters["body"])
    names = {wire: name for name, wire in kind.attribute_map.items()}
    return kind(**{names[wire]: value for wire, value in parameters.items()})


def perform(call):
    module_name, client_name = CLIENTS[call["service"]]
    module = importlib.import_module(module_name)
    client = client_of(call, module, client_name)
    method = getattr(client, re.sub("(?<!^)([A-Z])", r"_\1", call["operation"]).lower(), None)
    if method is None:
        return {"missing": True}
    try:
        response = method(request_of(call, module))
        return {"status": response.status_code, "decoded": response.to_dict()}
    except ServiceResponseException as error:
        return {
            "failure": {
                "kind": type(error).__name__,
                "status": error.status_code,
                "code": error.error_code,
                "message": error.error_msg,
                "requestId": error.request_id,
            }
        }
    except Exception as error:  # whatever else it ends with is what a user would see
        return {"failure": {"kind": type(error).__name__, "message": str(error)}}


for line in sys.stdin:
    print(json.dumps(perform(json.loads(line))), flush=True)
