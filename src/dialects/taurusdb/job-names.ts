/** "Task name": what T1 shows, and nothing else. */
export const detailedJobNames = [
  'RestoreTaurusInInstanceToExisted',
  'RestoreTaurusInInstanceToCurrent',
  'RestoreGaussDBforMySQLNewInstance',
  'RestoreTableTaurus',
] as const

/** Whether "Querying Details About an Asynchronous Task" shows jobs of this name. */
export const hasDetail = (jobName: string): boolean => detailedJobNames.some(name => name === jobName)

/** "Task scheduling type". */
export const scheduleTypes = [
  'PROXY_VERSION_UPGRADE',
  'VERSION_UPGRADE',
  'RESIZE_FLAVOR',
  'REBOOT_NODE',
  'REBOOT_INSTANCE',
] as const
