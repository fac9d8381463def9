// A phone shows a message when it arrives: asks every second whether there are more, and shows them.
(() => {
  const phone = document.querySelector(".phone");
  const asked = (path) => fetch(path, { signal: AbortSignal.timeout(5000) });
  const look = async () => {
    try {
      const answer = await asked("/phone/messages");
      if (answer.ok && String(await answer.json()) !== phone.dataset.messages) {
        const page = await asked(location.href);
        const fresh = new DOMParser().parseFromString(await page.text(), "text/html").querySelector(".phone");
        if (fresh) {
          phone.innerHTML = fresh.innerHTML;
          phone.dataset.messages = fresh.dataset.messages;
        }
      }
    } catch {
      // The next look will tell.
    }
    setTimeout(look, 1000);
  };
  setTimeout(look, 1000);
})();
