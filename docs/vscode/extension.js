// A thin client: starts `thidua lsp` and hands it the YAML files of rulesets.
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

function start() {
  const settings = vscode.workspace.getConfiguration("thidua");
  const [command, ...args] = settings.get("command");
  const selector = { scheme: "file", language: "yaml", pattern: settings.get("files") };
  client = new LanguageClient(
    "thidua",
    "Thi đua",
    { command, args },
    {
      documentSelector: [selector],
      initializationOptions: { lang: settings.get("language") },
      synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/*.yaml") },
    },
  );
  return client.start();
}

async function restart() {
  await client?.stop();
  await start();
}

function activate(context) {
  context.subscriptions.push(vscode.commands.registerCommand("thidua.restart", restart));
  return start();
}

function deactivate() {
  return client?.stop();
}

module.exports = { activate, deactivate };
