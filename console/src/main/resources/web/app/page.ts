import { LitElement, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import * as echarts from 'echarts/core';
@customElement('px-page')
export class Page extends LitElement {
  @state() accessor n = 1;
  render() { return html`<p>${this.n} ${echarts.version}</p>`; }
}
