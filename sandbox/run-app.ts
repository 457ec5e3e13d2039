import { serveOverIpc } from './process/serve.ts';

/** The real app as a killable child process on the real Agenda; its clock is set over IPC (sandbox/process/orders.ts). */
serveOverIpc();
