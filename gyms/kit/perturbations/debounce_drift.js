const { least, most } = self.parameters;
document.documentElement.dataset.kitDebounce = String(self.between(`load ${self.load}`, least, most));
