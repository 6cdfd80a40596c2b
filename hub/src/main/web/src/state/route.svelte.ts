import { pathOf, routeOf, type Route } from './paths';

export { pathOf, type Route } from './paths';

/** The screen that is shown, kept in step with the browser's address. */
class Router {
  route = $state.raw<Route>(routeOf(location.pathname, location.search));

  constructor() {
    addEventListener('popstate', () => {
      this.route = routeOf(location.pathname, location.search);
    });
  }

  go(route: Route, replace = false): void {
    history[replace ? 'replaceState' : 'pushState'](null, '', pathOf(route));
    this.route = route;
  }

  /** For links: follows one inside the client, and leaves "open in a new tab" to the browser. */
  follow = (event: MouseEvent, route: Route): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    this.go(route);
  };
}

export const router = new Router();
