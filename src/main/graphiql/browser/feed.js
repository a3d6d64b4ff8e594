/** Answers that stay in sight. */
const kept = 50;

/** Why the server closed a socket, where its reason alone leaves open what to do. */
const advice = {
  1001: 'Run it again to connect to the server that comes next.',
  1006: 'The connection was cut, or the server is gone.',
  4403: 'Run it again: a new token is fetched. Or choose a person with a role that may follow cases.',
};

/**
 * One subscription on a WebSocket of its own (graphql-transport-ws), as an async iterable that GraphiQL reads. The result
 * pane shows one value, so each is everything that came: the newest answer first.
 */
export function openFeed({ address, params, connect }) {
  const queue = createQueue();
  const answers = [];
  let received = 0;
  let socket;

  const show = (answer) => {
    received += 1;
    answers.unshift(answer);
    queue.push({ received, newestFirst: answers.slice(0, kept) });
  };
  const end = (why) => {
    if (queue.ended) return;
    if (why) show({ errors: [{ message: why }] });
    queue.finish();
    socket?.close(1000);
  };

  connect().then(
    (init) => {
      if (queue.ended) return;
      socket = new WebSocket(address, 'graphql-transport-ws');
      speak(socket, { init, params, show, end });
    },
    (error) => end(error.message),
  );
  return { ...iterableOf(queue, end), end };
}

function speak(socket, { init, params, show, end }) {
  const send = (message) => socket.send(JSON.stringify(message));
  socket.addEventListener('open', () => send({ type: 'connection_init', payload: init }));
  socket.addEventListener('message', ({ data }) => {
    const { type, payload } = JSON.parse(data);
    if (type === 'connection_ack') send({ id: '1', type: 'subscribe', payload: params });
    else if (type === 'ping') send({ type: 'pong' });
    else if (type === 'next') show(payload);
    else if (type === 'error') show({ errors: payload });
    if (type === 'error' || type === 'complete') end();
  });
  socket.addEventListener('close', ({ code, reason }) => {
    const said = reason === '' ? '' : ` ("${reason}")`;
    end(`The server closed the connection with ${code}${said}. ${advice[code] ?? ''}`.trim());
  });
}

/** Values in the order of their coming, for one reader. */
function createQueue() {
  const values = [];
  let wake;
  const queue = {
    ended: false,
    push(value) {
      values.push(value);
      wake?.();
    },
    finish() {
      queue.ended = true;
      wake?.();
    },
    async next() {
      while (values.length === 0 && !queue.ended) await new Promise((resolve) => (wake = resolve));
      return values.length > 0 ? { done: false, value: values.shift() } : { done: true, value: undefined };
    },
  };
  return queue;
}

/** Leaving the iteration, as the stop button does, closes the socket at once. */
function iterableOf(queue, end) {
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => queue.next(),
    async return() {
      end();
      return { done: true, value: undefined };
    },
  };
}
