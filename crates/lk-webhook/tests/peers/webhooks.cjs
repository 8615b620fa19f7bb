// Webhooks between us and the Node SDK (package livekit-server-sdk), for every golden event.
//
// Run by `cargo xtask peers`; by hand: `NODE_PATH=… node webhooks.cjs PROGRAM`, with the program that ours.rs is built to.

const assert = require("node:assert");
const { spawn } = require("node:child_process");
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");
const readline = require("node:readline");
const { AccessToken, WebhookEvent, WebhookReceiver } = require("livekit-server-sdk");

const vectors = JSON.parse(fs.readFileSync(path.join(__dirname, "../vectors/webhooks.json"), "utf8"));
const { key, secret } = vectors;

function ours(program) {
  const env = { ...process.env, LIVEKIT_API_KEY: key, LIVEKIT_API_SECRET: secret };
  const child = spawn(program, { env, stdio: ["pipe", "pipe", "inherit"] });
  const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask(request) {
      child.stdin.write(JSON.stringify(request) + "\n");
      return JSON.parse((await lines.next()).value);
    },
    end: () => child.stdin.end(),
  };
}

// The event as their SDK knows it.
const known = (event) => WebhookEvent.fromJson(event, { ignoreUnknownFields: true }).toJson();

async function signed(body, secret) {
  const token = new AccessToken(key, secret);
  token.sha256 = createHash("sha256").update(body).digest("base64");
  return token.toJwt();
}

async function main(program) {
  const mine = ours(program);
  const receiver = new WebhookReceiver(key, secret);
  const faults = [];
  let count = 0;

  for (const { name, body, parsed } of vectors.cases) {
    if (!parsed) continue;
    count += 1;
    try {
      const post = await mine.ask({ sign: parsed });
      const event = await receiver.receive(post.body, post.authorization);
      assert.deepStrictEqual(event.toJson(), known(parsed), "theirs of ours");
      await assert.rejects(receiver.receive(post.body + " ", post.authorization), /checksum/);

      const authorization = await signed(body, secret);
      const answer = await mine.ask({ receive: { body, authorization } });
      assert.ok(answer.event, `not taken: ${answer.error}`);
      assert.deepStrictEqual(known(answer.event), known(parsed), "ours of theirs");
      let refused = await mine.ask({ receive: { body: body + " ", authorization } });
      assert.strictEqual(refused.error, "webhook's token vouches for another body");
      refused = await mine.ask({ receive: { body, authorization: await signed(body, "wrong" + secret) } });
      assert.strictEqual(refused.error, "webhook carries an untrusted token");
    } catch (error) {
      faults.push(`${name}: ${error.message}`);
    }
  }

  mine.end();
  faults.forEach((fault) => console.log(fault));
  console.log(`${count} events, ${faults.length} faults`);
  process.exitCode = faults.length || !count ? 1 : 0;
}

main(process.argv[2]);
