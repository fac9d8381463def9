const DIALOGS = [
  ["Subscribe to our newsletter?", "News and tips, once a month. Ask for it at any of our counters."],
  ["How are we doing?", "We would love to hear about your visit today. Our survey comes by post in the autumn."],
  ["We have updated our terms", "The new terms apply from next month. Nothing changes for you today."],
  ["Take us with you", "Our app for phones is on its way. We will tell you here when it is ready."],
];
const REFUSALS = ["No thanks", "Not now", "Maybe later"];
const { trigger, earliest, latest, most, delay, steal_focus: steal, dismiss } = self.parameters;
const turns = self.turns(trigger, { earliest, latest, most });

const owe = self.owing("modal", delay, ({ ordinal }) => {
  const [title, text] = DIALOGS[self.between(`dialog ${ordinal}`, 0, DIALOGS.length - 1)];
  const refusal = REFUSALS[self.between(`refusal ${ordinal}`, 0, REFUSALS.length - 1)];
  const ways = [];
  if (dismiss !== "button") ways.push({ symbol: "×", name: "Close" });
  if (dismiss !== "corner") ways.push({ text: refusal });
  self.overlay({ title, text, dismissals: ways, steal, escape: true });
  self.strike({ [trigger]: ordinal, dialog: title });
});
const count = (ordinal) => {
  if (!turns.due(ordinal)) return;
  turns.take(ordinal);
  owe({ ordinal });
};
if (trigger === "load") self.ready(() => self.onStage() && count(self.count("pages")));
else self.actions(count);
