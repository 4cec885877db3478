throw new Error('the bundle cannot be loaded');
