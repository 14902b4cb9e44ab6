import { computed } from '@preact/signals';
import { t } from '../../words/index.ts';

/** The words of all the coach's screens; only where a route has named `life` among its words. */
export const w = computed(() => ({ ...t.value.coach, ...t.value.life }));
