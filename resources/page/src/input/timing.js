// How the page feels: when it paints after an input, how its layout shifts, how long its tasks keep it busy.

export function watchTiming(channel) {
  const { requestAnimationFrame } = window;
  const { port1, port2 } = new MessageChannel();
  let painting = null; // when the input began whose paint is awaited

  port1.onmessage = channel.guard(() => {
    const at = painting;
    painting = null;
    if (at !== null) channel.send({ type: "timing", at, what: "paint", amount: channel.now() - at });
  });
  channel.afterInput(({ event, at, acted }) => {
    if (event === "down" || event === "up" || event === "scroll" || painting !== null) return;
    painting = acted ?? at;
    requestAnimationFrame(() => port2.postMessage(0)); // a task of its own runs after the frame was painted
  });

  const observe = (type, tell) => {
    try {
      new PerformanceObserver(channel.guard((list) => list.getEntries().forEach(tell))).observe({ type, buffered: true });
    } catch {
      // This engine has no such entries; the others are told nevertheless.
    }
  };
  observe("layout-shift", (entry) => {
    if (!entry.hadRecentInput) timing(entry, "shift", entry.value); // web.dev/cls: what was asked for is no shift
  });
  observe("longtask", (entry) => timing(entry, "long_task", entry.duration));

  const timing = (entry, what, amount) =>
    channel.send({ type: "timing", at: channel.epoch + entry.startTime, what, amount });
}
