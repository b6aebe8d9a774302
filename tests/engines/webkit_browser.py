"""A window of WebKitGTK for WebDriver, run by the Python that has GTK.

Debian's MiniBrowser would do, but it tells nobody what goes wrong on a page, and it cannot print
without a dialogue.
"""

from __future__ import annotations

import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("JavaScriptCore", "4.1")
gi.require_version("WebKit2", "4.1")

from gi.repository import Gtk, JavaScriptCore, WebKit2  # noqa: E402 - the versions come first


def window() -> WebKit2.WebView:
    """One window; its pages run a script first, and print by a message with a file's address."""
    view = WebKit2.WebView(is_controlled_by_automation=True)
    view.get_settings().set_enable_write_console_messages_to_stdout(True)
    manager = view.get_user_content_manager()
    manager.connect("script-message-with-reply-received::paper", put_on_paper, view)
    manager.register_script_message_handler_with_reply("paper", None)
    manager.add_script(
        WebKit2.UserScript(
            sys.argv[1],
            WebKit2.UserContentInjectedFrames.TOP_FRAME,
            WebKit2.UserScriptInjectionTime.START,
            None,
            None,
        )
    )
    frame = Gtk.Window(default_width=1280, default_height=900)
    frame.add(view)
    frame.show_all()
    return view


def put_on_paper(
    _: WebKit2.UserContentManager,
    address: JavaScriptCore.Value,
    reply: WebKit2.ScriptMessageReply,
    view: WebKit2.WebView,
) -> bool:
    """Print the page into a PDF, and answer when it is there."""
    settings = Gtk.PrintSettings()
    settings.set_printer("Print to File")
    settings.set(Gtk.PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf")
    settings.set(Gtk.PRINT_SETTINGS_OUTPUT_URI, address.to_string())
    operation = WebKit2.PrintOperation(web_view=view, print_settings=settings)
    operation.connect("finished", lambda _: reply.return_value(address))
    operation.connect("failed", lambda _, error: reply.return_error_message(error.message))
    operation.print_()
    return True


def main() -> None:
    """Open the window, and give it to the driver when that asks for one."""
    view = window()
    context = view.get_context()
    context.set_automation_allowed(True)
    context.connect(
        "automation-started",
        lambda _, session: session.connect("create-web-view", lambda _: view),
    )
    Gtk.main()


if __name__ == "__main__":
    main()
