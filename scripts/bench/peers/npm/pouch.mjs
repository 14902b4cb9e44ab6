// PouchDB behind express-pouchdb, with LevelDB as it comes and what PouchDB's own
// replication needs (no sign-in): node pouch.mjs PORT FOLDER.
import express from 'express';
import expressPouch from 'express-pouchdb';
import PouchDB from 'pouchdb';

const [port, folder] = process.argv.slice(2);
const app = express();
app.use(
  '/',
  expressPouch(PouchDB.defaults({ prefix: `${folder}/` }), { mode: 'minimumForPouchDB' }),
);
app.listen(Number(port), '127.0.0.1');
