const PARTS = {
  cookies: {
    place: "bottom",
    title: "Cookies",
    text: "This site uses cookies that it needs to keep you signed in.",
    dismissals: [{ text: "Got it" }],
  },
  chat: {
    place: "corner",
    title: "Questions?",
    text: "Our team is back on Monday at nine.",
    dismissals: [{ symbol: "×", name: "Close" }],
  },
  header: {
    place: "top",
    title: "Planned maintenance on Sunday night",
    dismissals: [{ symbol: "×", name: "Close" }],
  },
};
const { parts, earliest, latest, most } = self.parameters;

const show = (part) =>
  self.overlay({ ...PARTS[part], closed: () => self.remember(`${part} open`, "") });

self.ready(() => {
  if (!self.onStage()) return;
  const ordinal = self.count("pages");
  for (const part of parts) {
    const turns = self.turns(part, { earliest, latest, most });
    if (!self.recall(`${part} open`)) {
      if (!turns.due(ordinal)) continue;
      turns.take(ordinal);
      self.remember(`${part} open`, "yes");
      self.strike({ page: ordinal, part });
    }
    show(part);
  }
});
