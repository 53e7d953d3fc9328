// Keeps the action cards on this device; loaded by their list. See src/service-worker.ts.
const worker = document.currentScript?.dataset.worker;
if (worker && 'serviceWorker' in navigator) {
	navigator.serviceWorker
		.register(worker)
		.then(() => navigator.serviceWorker.ready)
		.then(({ active }) => active?.postMessage('keep-cards'))
		// Without a worker the cards need the network, as every other page does.
		.catch(() => undefined);
}
