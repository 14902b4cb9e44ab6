// Hocuspocus with its SQLite extension and everything else as it comes; a token is
// asked for and compared: node hocuspocus.mjs PORT FOLDER TOKEN.
import { SQLite } from '@hocuspocus/extension-sqlite';
import { Server } from '@hocuspocus/server';

const [port, folder, wanted] = process.argv.slice(2);
const server = new Server({
  port: Number(port),
  address: '127.0.0.1',
  quiet: true,
  extensions: [new SQLite({ database: `${folder}/documents.sqlite` })],
  async onAuthenticate({ token }) {
    if (token !== wanted) throw new Error('not the token');
  },
});
await server.listen();
