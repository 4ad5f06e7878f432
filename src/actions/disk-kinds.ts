/** The categories of disks that calls may name. */
export const diskCategories = [
  'cloud',
  'cloud_efficiency',
  'cloud_ssd',
  'cloud_essd',
  'cloud_auto',
  'cloud_essd_entry',
  'cloud_regional_disk_auto',
  'elastic_ephemeral_disk_standard',
  'elastic_ephemeral_disk_premium',
  'ephemeral',
  'ephemeral_ssd',
  'local_ssd_pro',
  'local_hdd_pro',
] as const
