/** Whether an operation can be done to an instance, as far as one can tell without asking: all else the server says. */
export const fits = (
  operation: { readonly service: string },
  instance: { readonly service: string },
): boolean => operation.service === instance.service
