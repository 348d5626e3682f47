import { Component, h } from "preact";
import { onTokenWanted, signIn } from "../core/api";

interface State {
  needed: boolean;
  error: string;
}

/** Asks for the token of a server that has one, once; a cookie that no script reads then stands for it. */
export class SignIn extends Component<{}, State> {
  state: State = { needed: false, error: "" };

  componentDidMount(): void {
    onTokenWanted(() => this.setState({ needed: true }));
  }

  private submit = (event: Event): void => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).elements.namedItem("token") as HTMLInputElement;
    signIn(field.value).then(() => location.reload(), (error) => this.setState({ error: error.message }));
  };

  render(_: {}, { needed, error }: State): JSX.Element | null {
    if (!needed) return null;
    return (
      <form class="sign-in" onSubmit={this.submit}>
        <label>This server asks for its token<input type="password" name="token" autocomplete="current-password" /></label>
        <button type="submit">Show traces</button>
        {error !== "" && <p class="failed" role="alert"><span aria-hidden="true">✗</span> {error}</p>}
      </form>
    );
  }
}
