/** Line icons on a grid of 24, drawn for this app: strokes of 1.6, round ends. */
const paths = {
  kiosk:
    'M8 4H6.5A2.5 2.5 0 0 0 4 6.5V8m12-4h1.5A2.5 2.5 0 0 1 20 6.5V8M8 20H6.5A2.5 2.5 0 0 1 4 17.5V16m12 4h1.5a2.5 2.5 0 0 0 2.5-2.5V16m-11-3.8 2.4 2.3 4-4.8',
  people:
    'M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11m-5.8 8.4c.4-3.2 2.7-5.2 5.8-5.2s5.4 2 5.8 5.2M15.6 5a3 3 0 0 1 0 5.8m2 3.9c1.7.7 2.9 2.3 3.2 4.7',
  search: 'M10.8 17.2a6.4 6.4 0 1 0 0-12.8 6.4 6.4 0 0 0 0 12.8m4.7-1.7 4.3 4.3',
  log: 'M12 20.2a8.2 8.2 0 1 0 0-16.4 8.2 8.2 0 0 0 0 16.4m0-13v5l3.3 2',
  metric: 'M12 20.2a8.2 8.2 0 1 0 0-16.4 8.2 8.2 0 0 0 0 16.4m0-8.2 5.2-6.2M12 12l7.6 2.9M12 12l-6.9 4.2',
  settings:
    'M4 7.2h9.2m4.6 0H20M4 16.8h2.2m4.6 0H20M15.5 9.5a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6m-7 9.6a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6',
  menu: 'M4.5 8h15m-15 8h15',
  close: 'm6.5 6.5 11 11m0-11-11 11',
  check: 'm5.5 12.5 4.2 4.2 8.8-9.4',
  down: 'm7 10 5 5 5-5',
  plus: 'M12 5v14m-7-7h14',
  camera:
    'M4 9.2A2.2 2.2 0 0 1 6.2 7h1.6l1.3-2.1h5.8L16.2 7h1.6A2.2 2.2 0 0 1 20 9.2v7.6a2.2 2.2 0 0 1-2.2 2.2H6.2A2.2 2.2 0 0 1 4 16.8zm8 7a3.4 3.4 0 1 0 0-6.8 3.4 3.4 0 0 0 0 6.8',
  photo:
    'M4.5 6.7a2 2 0 0 1 2-2h11a2 2 0 0 1 2 2v10.6a2 2 0 0 1-2 2h-11a2 2 0 0 1-2-2zm0 9.1 4.3-4.1 3.4 3.2 2.6-2.3 4.7 4.2M15.3 9.3h.01',
  noCamera:
    'm4 4 16 16M8.5 7l.6-2.1h5.8L16.2 7h1.6A2.2 2.2 0 0 1 20 9.2v7M17 19H6.2A2.2 2.2 0 0 1 4 16.8V9.2c0-.9.5-1.6 1.2-2m4.4 3.3a3.4 3.4 0 0 0 4.8 4.8',
  erase: 'M5 7h14M10 4.5h4M6.8 7l.8 11a2 2 0 0 0 2 1.9h4.8a2 2 0 0 0 2-1.9l.8-11M10.3 10.8v5.4m3.4-5.4v5.4',
  edit: 'm14.8 5.7 3.5 3.5M5 19l.8-3.8L16 5a1.7 1.7 0 0 1 2.4 0l.6.6a1.7 1.7 0 0 1 0 2.4L8.8 18.2z',
  save: 'M12 4.5v10m-4-3.6 4 4 4-4M5 19.5h14',
  enter: 'M13.5 5h3a2.5 2.5 0 0 1 2.5 2.5v9a2.5 2.5 0 0 1-2.5 2.5h-3M4.5 12H14m-3.5-3.7L14.2 12l-3.7 3.7',
  leave: 'M10.5 5h-3A2.5 2.5 0 0 0 5 7.5v9A2.5 2.5 0 0 0 7.5 19h3M10 12h9.5m-3.7-3.7 3.7 3.7-3.7 3.7',
  warning:
    'M12 9.3v4.2m0 3h.01M10.5 4.9 3.4 17.3a1.7 1.7 0 0 0 1.5 2.6h14.2a1.7 1.7 0 0 0 1.5-2.6L13.5 4.9a1.7 1.7 0 0 0-3 0',
  info: 'M12 20.2a8.2 8.2 0 1 0 0-16.4 8.2 8.2 0 0 0 0 16.4m0-9v5M12 8h.01',
  left: 'm14.5 6-6 6 6 6',
  right: 'm9.5 6 6 6-6 6',
} as const

export type IconName = keyof typeof paths

/** A picture beside words, or inside of a control that has a label: screen readers pass it by. */
export function Icon(props: { name: IconName; size?: number }) {
  const size = props.size ?? 20
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[props.name]} />
    </svg>
  )
}
