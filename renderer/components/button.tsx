import { Button as AriaButton, type ButtonProps } from 'react-aria-components'
import { Icon, type IconName } from './icon.tsx'

type Look = 'plain' | 'primary' | 'danger' | 'quiet' | 'quiet warn'

export function Button({
  look = 'plain',
  icon,
  children,
  ...rest
}: ButtonProps & { look?: Look; icon?: IconName; children: string }) {
  return (
    <AriaButton {...rest} className={`button ${look}`}>
      {icon === undefined ? null : <Icon name={icon} />}
      {children}
    </AriaButton>
  )
}

/** A button that shows only an icon; `label` is its accessible name. */
export function IconButton({
  label,
  icon,
  size,
  ...rest
}: Omit<ButtonProps, 'children'> & { label: string; icon: IconName; size?: number }) {
  return (
    <AriaButton {...rest} aria-label={label} className="button icon">
      <Icon name={icon} {...(size === undefined ? {} : { size })} />
    </AriaButton>
  )
}
