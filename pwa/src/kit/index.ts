/** What every screen is built of. Sizes, colours and faces are in ../style. */
export { Button, type ButtonProps, LinkButton, Row } from './button.tsx';
export { Card, Empty, Fold, List, ListItem, Notice, Waiting } from './cards.tsx';
export { Chips, Choice, type Option, Switch } from './choice.tsx';
export { ErrorSummary, errorOf, type FormProblem, toField } from './errors.tsx';
export { fieldId } from './field.tsx';
export { Icon, type IconName } from './icon.tsx';
export { DayInput, MoneyInput } from './inputs.tsx';
export { Judged, type Judgement, judgementWords } from './judged.tsx';
export { currencySign, parseMoney, typedMoney } from './money.ts';
export { Page, type PageProps, Part, SaveBar } from './page.tsx';
export { howFar, Scale } from './scale.tsx';
export { type Side, Sides } from './sides.tsx';
export { Line, Secret, TextBox } from './text.tsx';
export { SayBar, say } from './undo.tsx';
