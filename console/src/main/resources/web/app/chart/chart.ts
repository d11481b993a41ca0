import { LitElement, css, html, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { CustomChart, LineChart, PieChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption, type EChartsType } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { darkness, palette, type Palette } from './palette';

use([CustomChart, LineChart, PieChart, GridComponent, TooltipComponent, CanvasRenderer]);

export type ChartOption = EChartsCoreOption;

/**
 * A chart of ECharts, in the colours of the page and as wide as there is room.
 *
 * What it shows must also stand beside it as text; `label` says it in one sentence. Tooltips are drawn
 * on the canvas (`richText`), so no markup is ever made from data.
 */
@customElement('px-chart')
export class Chart extends LitElement {
  static styles = css`
    :host {
      display: block;
      min-width: 0;
    }
    #box {
      width: 100%;
      height: 100%;
    }
  `;

  /** Makes the chart from the colours and the width there is. */
  @property({ attribute: false }) build: (colours: Palette, width: number) => ChartOption = () => ({});
  @property() label = '';
  @property({ type: Number }) height = 240;
  @query('#box') private box!: HTMLDivElement;

  private chart?: EChartsType;
  private drawn = false;
  private readonly resized = new ResizeObserver(() => this.draw());
  private readonly recoloured = () => this.draw();

  render() {
    // As a property, not as an attribute: the content security policy allows no style attributes.
    return html`<div role="img" aria-label=${this.label} .style=${`height: ${this.height}px`}><div id="box"></div></div>`;
  }

  protected firstUpdated(): void {
    this.chart = init(this.box, undefined, { renderer: 'canvas' });
    this.chart.on('click', (event) =>
      this.dispatchEvent(new CustomEvent<number>('choose', { detail: event.dataIndex as number })),
    );
    this.resized.observe(this.box);
    darkness.addEventListener('change', this.recoloured);
  }

  protected updated(_: PropertyValues): void {
    this.draw();
  }

  connectedCallback(): void {
    super.connectedCallback();
    if (this.chart) {
      this.resized.observe(this.box);
      darkness.addEventListener('change', this.recoloured);
    }
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resized.disconnect();
    darkness.removeEventListener('change', this.recoloured);
  }

  private draw(): void {
    const width = this.box.clientWidth;
    if (!this.chart || width === 0) {
      return;
    }
    const colours = palette();
    this.chart.resize({ width, height: this.height });
    this.chart.setOption({
      // It grows in once; afterwards new numbers just stand there.
      animation: !this.drawn && !matchMedia('(prefers-reduced-motion: reduce)').matches,
      animationDuration: 450,
      textStyle: { fontFamily: colours.font, color: colours.ink, fontSize: 12 },
      ...this.build(colours, width),
    });
    this.drawn = true;
  }
}

/** A tooltip in the colours of the page. */
export function tooltip(colours: Palette): object {
  return {
    renderMode: 'richText',
    confine: true,
    backgroundColor: colours.surface,
    borderColor: colours.line,
    textStyle: { color: colours.ink, fontFamily: colours.font, fontSize: 12 },
  };
}
