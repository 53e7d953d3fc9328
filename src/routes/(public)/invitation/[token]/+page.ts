/** Nothing to run, so nothing that could pass the address of this page on. */
export const csr = false;
