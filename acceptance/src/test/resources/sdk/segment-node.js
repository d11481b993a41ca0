// node segment-node.js HOST WRITE_KEY PREFIX CUSTOMERS: each customer looks at an item, orders it, and the rest of the calls.
import { Analytics } from '@segment/analytics-node';

const [host, writeKey, prefix, customers] = process.argv.slice(2);
const analytics = new Analytics({ host, writeKey, flushAt: 7, flushInterval: 100 });
let failed = 0;
analytics.on('error', error => { failed++; console.error(error); });
for (let i = 0; i < Number(customers); i++) {
  const userId = `${prefix}-${i}`;
  const product = { product_id: 'SDK-1', name: 'Cup', category: 'Cups', price: 4.5 };
  analytics.identify({ userId, traits: { plan: 'gold' } });
  analytics.page({ userId, name: 'Home', properties: { path: '/' } });
  analytics.screen({ userId, name: 'Basket' });
  analytics.group({ userId, groupId: `${prefix}-g` });
  analytics.track({ userId, event: 'Product Viewed', properties: product, integrations: { All: true } });
  analytics.track({
    userId, event: 'Order Completed',
    properties: { order_id: `${prefix}-o-${i}`, total: 9, currency: 'EUR', products: [{ ...product, quantity: 2 }] },
  });
}
await analytics.closeAndFlush({ timeout: 60_000 });
process.exit(failed ? 1 : 0);
