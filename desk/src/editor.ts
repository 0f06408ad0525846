// The editor's page.
import './editor.css';
