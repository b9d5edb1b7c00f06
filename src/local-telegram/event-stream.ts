import type { ClientEvent } from './client-protocol.js';
import type { EventLog } from './event-log.js';
import type { Numbered } from './ring-log.js';

/** Pages that read slower than this many events lose the stream and resume it. */
const MAX_UNREAD = 2_000;
const HEARTBEAT_MS = 15_000;

function serialise({ id, value }: Numbered<ClientEvent>): string {
  return `id: ${id}\nevent: ${value.type}\ndata: ${JSON.stringify(value)}\n\n`;
}

function missedEvents(events: EventLog, lastEventId: number): readonly Numbered<ClientEvent>[] {
  return events.after(lastEventId) ?? [{ id: events.lastId, value: { type: 'reset' } }];
}

/** What a page has missed since the given event and everything new, as server-sent events. Raw entries only on request. */
export function eventStream(events: EventLog, lastEventId: number, withRaw: boolean): Response {
  const encoder = new TextEncoder();
  const isWanted = (event: ClientEvent): boolean => withRaw || event.type !== 'raw';
  let stop: () => void = () => undefined;
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const write = (text: string): void => controller.enqueue(encoder.encode(text));
        write(': open\n\n');
        for (const event of missedEvents(events, lastEventId)) if (isWanted(event.value)) write(serialise(event));
        const heartbeat = setInterval(() => write(': still here\n\n'), HEARTBEAT_MS);
        const unsubscribe = events.subscribe((event) => {
          if (!isWanted(event.value)) return;
          write(serialise(event));
          if ((controller.desiredSize ?? 0) > -MAX_UNREAD) return;
          stop();
          controller.close();
        });
        stop = () => {
          clearInterval(heartbeat);
          unsubscribe();
        };
      },
      cancel: () => stop(),
    },
    { highWaterMark: 0 },
  );
  return new Response(body, {
    headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' },
  });
}
