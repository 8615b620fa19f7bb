"""Webhooks between us and the Python SDK (package livekit-api), for every golden event.

Run by `cargo xtask peers`; by hand: `python webhooks.py PROGRAM`, with the program that ours.rs is built to.
"""

import base64
import hashlib
import json
import os
import subprocess
import sys
import warnings
from pathlib import Path

warnings.simplefilter("ignore")
from google.protobuf.json_format import ParseDict  # noqa: E402
from livekit import api  # noqa: E402
from livekit.protocol.webhook import WebhookEvent  # noqa: E402

VECTORS = json.loads((Path(__file__).parent.parent / "vectors/webhooks.json").read_text())
KEY, SECRET = VECTORS["key"], VECTORS["secret"]


class Ours:
    def __init__(self, program):
        environment = {**os.environ, "LIVEKIT_API_KEY": KEY, "LIVEKIT_API_SECRET": SECRET}
        pipe = subprocess.PIPE
        self.process = subprocess.Popen([program], stdin=pipe, stdout=pipe, text=True, env=environment)

    def ask(self, **request):
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


def signed(body, secret=SECRET):
    digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
    return api.AccessToken(KEY, secret).with_sha256(digest).to_jwt()


def main(program):
    ours = Ours(program)
    receiver = api.WebhookReceiver(api.TokenVerifier(KEY, SECRET))
    faults, count = [], 0

    def check(name, what, good):
        if not good:
            faults.append(f"{name}: {what}")

    def theirs(body, authorization):
        try:
            return receiver.receive(body, authorization)
        except Exception as error:
            return repr(error)

    for case in VECTORS["cases"]:
        name, body = case["name"], case["body"]
        if "parsed" not in case:
            continue
        count += 1
        expected = WebhookEvent.FromString(base64.b64decode(case["parsed_proto_b64"]))

        post = ours.ask(sign=case["parsed"])
        got = theirs(post["body"], post["authorization"])
        check(name, f"Python receives ours otherwise: {got}", got == expected)
        got = theirs(post["body"] + " ", post["authorization"])
        check(name, f"Python takes another body: {got}", isinstance(got, str) and "mismatch" in got)

        answer = ours.ask(receive={"body": body, "authorization": signed(body)})
        event = answer.get("event")
        got = event is not None and ParseDict(event, WebhookEvent(), ignore_unknown_fields=True)
        check(name, f"we receive Python's otherwise: {answer}", got == expected)
        refused = ours.ask(receive={"body": body + " ", "authorization": signed(body)})
        check(name, f"another body: {refused}", refused.get("error") == "webhook's token vouches for another body")
        refused = ours.ask(receive={"body": body, "authorization": signed(body, "wrong" + SECRET)})
        check(name, f"another key: {refused}", refused.get("error") == "webhook carries an untrusted token")

    for fault in faults:
        print(fault)
    print(f"{count} events, {len(faults)} faults")
    return 1 if faults or not count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
