/** A page with hundreds of links to print must not carry each of them twice. */
export const csr = false;
