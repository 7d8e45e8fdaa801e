import { useI18n } from 'vue-i18n'

/** A device as `firefox/windows`, in words. */
export function useDeviceText(): (device: string) => string {
  const { t, te } = useI18n()
  return (device) =>
    device
      .split('/')
      .map((part) => (te(`common.device.${part}`) ? t(`common.device.${part}`) : part))
      .join(' · ')
}
