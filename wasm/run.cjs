// Runs the module of `src/main.rs` under node, by itself: what it might ask of a host throws.
//
// `cargo xtask ci wasm` calls it; by hand: `node run.cjs MODULE`.

const fs = require("node:fs");

const module_ = new WebAssembly.Module(fs.readFileSync(process.argv[2]));
const imports = {};
for (const { module, name } of WebAssembly.Module.imports(module_)) {
  imports[module] ??= {};
  imports[module][name] = () => {
    throw new Error(`asks the host for ${name}`);
  };
}
const failed = new WebAssembly.Instance(module_, imports).exports.main(0, 0);
if (failed !== 0) console.error(`step ${failed} failed`);
process.exitCode = failed;
