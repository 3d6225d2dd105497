import { Button, Group, Input, Label, NumberField, Text } from 'react-aria-components'
import type { LossDescription } from '../../../main/contract/learned-metrics.ts'
import css from './metric.module.css'
import type { ParametersByLoss } from './use-lab.ts'

/** A field for a number, typed or changed by the arrow keys. */
export function NumberInput(props: {
  label: string
  hint?: string
  value: number
  minimum: number
  maximum: number
  step?: number
  onChange: (value: number) => void
}) {
  return (
    <NumberField
      className={`field ${css.labNumber}`}
      value={props.value}
      minValue={props.minimum}
      maxValue={props.maximum}
      {...(props.step === undefined ? {} : { step: props.step })}
      formatOptions={{ maximumFractionDigits: 6, useGrouping: false }}
      onChange={(value) => {
        if (!Number.isNaN(value)) props.onChange(value)
      }}
    >
      <Label>{props.label}</Label>
      <Group className={css.labSteps!}>
        <Button slot="decrement" className="button icon">
          −
        </Button>
        <Input className="input" />
        <Button slot="increment" className="button icon">
          +
        </Button>
      </Group>
      {props.hint === undefined ? null : (
        <Text slot="description" className="field-hint">
          {props.hint}
        </Text>
      )}
    </NumberField>
  )
}

/** The parameters of one loss, each with its meaning and its range. */
export function LossParameters(props: {
  loss: LossDescription
  parameters: ParametersByLoss
  onParameter: (loss: string, name: string, value: number) => void
}) {
  const { loss, parameters, onParameter } = props
  return loss.parameters.map(({ name, meaning, default: usual, minimum, maximum, integer }) => (
    <NumberInput
      key={`${loss.name} ${name}`}
      label={name}
      hint={meaning}
      value={parameters[loss.name]?.[name] ?? usual}
      minimum={minimum}
      maximum={maximum}
      step={integer ? 1 : stepOf(usual)}
      onChange={(value) => onParameter(loss.name, name, value)}
    />
  ))
}

/** Returns a hundredth, or a tenth of the value's own power of ten. */
function stepOf(value: number): number {
  return value === 0 ? 0.01 : 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1)
}
