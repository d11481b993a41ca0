// node rudder-node.js HOST WRITE_KEY PREFIX CUSTOMERS: the same by RudderStack's SDK, which zips its batches.
import RudderAnalytics from '@rudderstack/rudder-sdk-node';

const [dataPlaneUrl, writeKey, prefix, customers] = process.argv.slice(2);
const analytics = new RudderAnalytics(writeKey, { dataPlaneUrl, flushAt: 7, flushInterval: 100 });
const sent = [];
const send = (type, call) => sent.push(
  new Promise((resolve, reject) => analytics[type](call, error => (error ? reject(error) : resolve()))));
for (let i = 0; i < Number(customers); i++) {
  const userId = `${prefix}-${i}`;
  const product = { product_id: 'SDK-1', name: 'Cup', category: 'Cups', price: 4.5 };
  send('identify', { userId, traits: { plan: 'gold' } });
  send('page', { userId, name: 'Home', properties: { path: '/' } });
  send('screen', { userId, name: 'Basket' });
  send('group', { userId, groupId: `${prefix}-g` });
  send('track', { userId, event: 'Product Viewed', properties: product, integrations: { All: true } });
  send('track', {
    userId, event: 'Order Completed',
    properties: { order_id: `${prefix}-o-${i}`, total: 9, currency: 'EUR', products: [{ ...product, quantity: 2 }] },
  });
}
analytics.flush();
await Promise.all(sent);
process.exit(0);
