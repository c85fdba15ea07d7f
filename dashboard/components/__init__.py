"""Parts of the screen that Streamlit has no widget for, each a module with its HTML, CSS and JavaScript."""
