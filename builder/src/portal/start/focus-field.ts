import { focusControl } from '../form/error-summary.tsx';

/** The form is drawn on the next frame; then the field that was asked for takes focus. */
export function focusField(field: string): void {
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const control = document.querySelector(`.pf [id$="-${CSS.escape(field)}"]`);
    if (control) focusControl(control.id);
  }));
}
