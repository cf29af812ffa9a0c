// The least that can be done: every frame goes to the others of the document, unread. What a server costs that does no more
// than hold sockets and write to them.
import { WebSocketServer } from 'ws';

const rooms = new Map();
const server = new WebSocketServer({
	host: process.env.HOST,
	port: Number(process.env.PORT),
	perMessageDeflate: false
});
server.on('connection', (socket, { url }) => {
	const room = rooms.get(url) ?? new Set();
	rooms.set(url, room.add(socket));
	socket.on('message', (frame) => {
		for (const other of room) if (other !== socket) other.send(frame);
	});
	socket.on('close', () => room.delete(socket));
	socket.on('error', () => socket.terminate());
});
