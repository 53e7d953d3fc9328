// A button that prints the page, on pages that run no other script. Without this it stays hidden.
for (const button of document.querySelectorAll('button[data-print]')) {
	button.addEventListener('click', () => window.print());
	button.removeAttribute('hidden');
}
