// The living map as main tells it to the screens.
import type { LivingMap } from '../map/map.ts';
import { ours } from './ours.ts';

export const mapView = ours<LivingMap>('places');
