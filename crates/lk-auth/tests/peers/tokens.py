"""Tokens between us and the Python SDK (package livekit-api), for every golden set of claims.

Run by `cargo xtask peers`; by hand: `python tokens.py PROGRAM`, with the program that ours.rs is built to.
"""

import base64
import json
import os
import subprocess
import sys
import warnings
from pathlib import Path

warnings.simplefilter("ignore")
from livekit import api  # noqa: E402

VECTORS = json.loads((Path(__file__).parent.parent / "vectors/tokens.json").read_text())
KEY, SECRET = VECTORS["key"], VECTORS["secret"]
DATES = ("iss", "nbf", "exp", "iat")


class Ours:
    def __init__(self, program, secret):
        environment = {**os.environ, "LIVEKIT_API_KEY": KEY, "LIVEKIT_API_SECRET": secret}
        pipe = subprocess.PIPE
        self.process = subprocess.Popen([program], stdin=pipe, stdout=pipe, text=True, env=environment)

    def ask(self, **request):
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


def payload(token):
    part = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def tidy(claims):
    """Without dates, and without what is absent to one SDK and empty to another."""
    kept = {}
    for name, value in claims.items():
        if isinstance(value, dict) and name not in ("roomConfig", "attributes"):
            value = {k: v for k, v in value.items() if v not in ("", None, []) and (v is not False or k.startswith("can"))}
        if name not in DATES and value not in ("", None, [], {}):
            kept[name] = value
    return kept


def same(a, b):
    """Whether both say the same; an empty list of sources says the same as none."""
    for claims in (a, b):
        claims.video.can_publish_sources = claims.video.can_publish_sources or None
    return a == b


def main(program):
    ours, stranger = Ours(program, SECRET), Ours(program, "another secret, of a length that nobody minds")
    theirs = api.TokenVerifier(KEY, SECRET)
    faults = []

    def check(name, what, good):
        if not good:
            faults.append(f"{name}: {what}")

    for case in VECTORS["cases"]:
        name = case["name"]
        claims = {k: v for k, v in case["claims"].items() if k not in DATES}
        expected = theirs.verify(case["token"], verify_signature=False)

        answer = ours.ask(mint=claims)
        if "token" not in answer:
            check(name, f"not minted: {answer}", False)
            continue
        check(name, "what we mint says something else", tidy(payload(answer["token"])) == tidy(claims))
        check(name, "Python reads ours otherwise", same(theirs.verify(answer["token"]), expected))

        token = api.AccessToken(KEY, SECRET).with_identity(expected.identity)
        token.claims = expected
        minted = token.to_jwt()
        answer = ours.ask(verify=minted)
        check(name, f"we read Python's otherwise: {answer}", tidy(answer.get("claims", {})) == tidy(payload(minted)))
        refused = stranger.ask(verify=minted).get("error")
        check(name, f"a stranger's key: {refused}", refused == "token has a wrong signature")

    forged = stranger.ask(mint={"sub": "eve"})["token"]
    try:
        theirs.verify(forged)
        check("forged", "Python takes it", False)
    except Exception as error:
        check("forged", repr(error), type(error).__name__ == "InvalidSignatureError")

    for fault in faults:
        print(fault)
    print(f"{len(VECTORS['cases'])} sets of claims, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
