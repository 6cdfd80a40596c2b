import { mount } from 'svelte';
import App from './App.svelte';
import './style/tokens.css';
import './style/base.css';
import { app } from './state/app.svelte';

mount(App, { target: document.getElementById('app')! });
void app.begin();
