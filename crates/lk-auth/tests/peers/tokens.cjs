// Tokens between us and the Node SDK (package livekit-server-sdk), for every golden set of claims.
//
// Run by `cargo xtask peers`; by hand: `NODE_PATH=… node tokens.cjs PROGRAM`, with the program that ours.rs is built to.

const assert = require("node:assert");
const { spawn } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const readline = require("node:readline");
const { AccessToken, RoomConfiguration, TokenVerifier, TrackSource } = require("livekit-server-sdk");

const vectors = JSON.parse(fs.readFileSync(path.join(__dirname, "../vectors/tokens.json"), "utf8"));
const { key, secret } = vectors;
const dates = ["iss", "nbf", "exp", "iat"];

function ours(program, secret) {
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

const payload = (token) => JSON.parse(Buffer.from(token.split(".")[1], "base64url").toString());
const isEmpty = (value) =>
  value === null || value === undefined || value === "" || (typeof value === "object" && Object.keys(value).length === 0);

// Without dates, and without what is absent to one SDK and empty to another.
function tidy(claims) {
  const kept = {};
  for (let [name, value] of Object.entries(claims)) {
    if (typeof value === "object" && !Array.isArray(value) && !["roomConfig", "attributes"].includes(name)) {
      const members = Object.entries(value ?? {});
      value = Object.fromEntries(members.filter(([k, v]) => !isEmpty(v) && (v !== false || k.startsWith("can"))));
    }
    if (!dates.includes(name) && !isEmpty(value)) kept[name] = value;
  }
  return kept;
}

// What an application of theirs would write to get these claims.
function theirToken(claims) {
  const { sub, video, roomConfig, ...rest } = claims;
  const token = new AccessToken(key, secret, { identity: sub || undefined, ttl: 600 });
  if (video) {
    const sources = video.canPublishSources?.map((source) => TrackSource[source.toUpperCase()]);
    token.addGrant({ ...video, canPublishSources: sources });
  }
  if (roomConfig) token.roomConfig = RoomConfiguration.fromJson(roomConfig);
  // Some grants have no method of theirs.
  Object.assign(token.grants, rest);
  return token;
}

async function main(program) {
  const mine = ours(program, secret);
  const stranger = ours(program, "another secret, of a length that nobody minds");
  const verifier = new TokenVerifier(key, secret);
  const faults = [];
  const check = async (name, test) => {
    try {
      await test();
    } catch (error) {
      faults.push(`${name}: ${error.message}`);
    }
  };

  for (const { name, claims } of vectors.cases) {
    await check(`${name}, ours there`, async () => {
      const { token, error } = await mine.ask({ mint: claims });
      assert.ok(token, `not minted: ${error}`);
      assert.deepStrictEqual(tidy(await verifier.verify(token)), tidy(claims));
    });
    await check(`${name}, theirs here`, async () => {
      const token = await theirToken(claims).toJwt();
      const { claims: read, error } = await mine.ask({ verify: token });
      assert.ok(read, `not taken: ${error}`);
      assert.deepStrictEqual(tidy(read), tidy(payload(token)));
      assert.strictEqual((await stranger.ask({ verify: token })).error, "token has a wrong signature");
    });
  }
  await check("forged", async () => {
    const { token } = await stranger.ask({ mint: { sub: "eve" } });
    await assert.rejects(verifier.verify(token), { code: "ERR_JWS_SIGNATURE_VERIFICATION_FAILED" });
  });

  mine.end();
  stranger.end();
  faults.forEach((fault) => console.log(fault));
  console.log(`${vectors.cases.length} sets of claims, ${faults.length} faults`);
  process.exitCode = faults.length ? 1 : 0;
}

main(process.argv[2]);
