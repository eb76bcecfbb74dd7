const REFRESH_MILLISECONDS = 2000;

const byId = id => document.getElementById(id);

/** A cell; the first of a row is its heading. */
function cell(value, { isHeading = false, isNumber = false, className } = {}) {
  const element = document.createElement(isHeading ? 'th' : 'td');
  if (isHeading) {
    element.scope = 'row';
  }
  element.className = className ?? (isNumber ? 'number' : '');
  element.textContent = value;
  return element;
}

/** Screen readers read a status aloud whenever it is set: only when it changes. */
function say(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Replaces a table's rows, or says that there are none. */
function showRows(tableBody, rows, columns, whenEmpty) {
  const empty = cell(whenEmpty, { className: 'none' });
  empty.colSpan = columns;
  const shown = rows.length === 0 ? [[empty]] : rows;
  tableBody.replaceChildren(
    ...shown.map(cells => {
      const row = document.createElement('tr');
      row.replaceChildren(...cells);
      return row;
    }),
  );
}

function showFigures({ queues, services }) {
  showRows(
    byId('queues'),
    queues.map(queue => [
      cell(queue.name, { isHeading: true }),
      cell(queue.accountId),
      cell(queue.region),
      cell(queue.visible, { isNumber: true }),
      cell(queue.inFlight, { isNumber: true }),
      cell(queue.delayed, { isNumber: true }),
      cell(`${Math.round(queue.oldestAgeSeconds)} s`, { isNumber: true }),
    ]),
    7,
    'There are no queues yet.',
  );
  showRows(
    byId('services'),
    services.map(service => [
      cell(service.name, { isHeading: true }),
      cell(service.cluster),
      cell(service.accountId),
      cell(service.region),
      cell(service.desired, { isNumber: true }),
      cell(service.running, { isNumber: true }),
      cell(service.pending, { isNumber: true }),
    ]),
    7,
    'There are no services yet.',
  );
}

function showCalls({ total, throttled, recent }) {
  byId('calls-summary').textContent =
    `${total} calls so far, ${throttled} of them throttled. ` +
    `The latest come first.`;
  showRows(
    byId('calls'),
    recent.map(call => [
      cell(new Date(call.at).toLocaleTimeString(), { isHeading: true }),
      cell(`${call.service}:${call.operation}`),
      cell(call.accountId),
      cell(call.region),
      cell(
        call.error ? `${call.status} ${call.error}` : call.status ?? 'running',
        {
          className: call.error ? 'failed' : '',
        },
      ),
      cell(
        call.milliseconds === undefined ? '' : call.milliseconds.toFixed(1),
        {
          isNumber: true,
        },
      ),
    ]),
    6,
    'Nothing has called yet.',
  );
}

let hasDefaults = false;

/** The form begins with the sandbox's own figures. */
function showDefaults(status) {
  const { ordersPerSecond, durationSeconds } = byId('surge-form').elements;
  if (!hasDefaults) {
    ordersPerSecond.value = status.ordersPerSecond;
    durationSeconds.value = status.durationSeconds;
    hasDefaults = true;
  }
}

function showSurge(status) {
  showDefaults(status);
  const button = byId('surge-form').querySelector('button');
  const isActive = status.active === true;
  button.disabled = isActive;
  say(
    byId('surge-status'),
    isActive
      ? `Black Friday is on: ${
          status.ordersPerSecond
        } orders a second until ${new Date(
          status.endsAt,
        ).toLocaleTimeString()}.`
      : 'Nothing is going on.',
  );
}

async function getJson(path) {
  const response = await fetch(`/_sandbox/${path}`);
  const body = await response.json();
  if (!response.ok) {
    throw Object.assign(new Error(body.message), { status: response.status });
  }
  return body;
}

async function refreshSurge() {
  try {
    showSurge(await getJson('surge'));
  } catch (error) {
    if (error.status !== 409) {
      throw error;
    }
    byId('surge-form').querySelector('button').disabled = true;
    say(byId('surge-status'), error.message);
  }
}

async function refresh() {
  try {
    const [figures, calls] = await Promise.all([
      getJson('figures'),
      getJson('calls'),
      refreshSurge(),
    ]);
    showFigures(figures);
    showCalls(calls);
    say(byId('connection'), '');
  } catch {
    say(
      byId('connection'),
      'The sandbox does not answer. The figures are the last that it gave.',
    );
  }
  setTimeout(refresh, REFRESH_MILLISECONDS);
}

byId('surge-form').addEventListener('submit', async event => {
  event.preventDefault();
  const form = new FormData(event.target);
  const response = await fetch('/_sandbox/surge', {
    method: 'POST',
    body: JSON.stringify({
      ordersPerSecond: Number(form.get('ordersPerSecond')),
      durationSeconds: Number(form.get('durationSeconds')),
    }),
  });
  const body = await response.json();
  if (response.ok) {
    showSurge(body);
  } else {
    say(byId('surge-status'), body.message);
  }
});

byId('endpoint').textContent = `Endpoint of all services: ${location.origin}`;
refresh();
