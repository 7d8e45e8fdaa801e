using System.Net.Http.Headers;

namespace Dispatch.Web.Requests;

/// <summary>
/// The case code of a call: <c>Authorization: Case-Code XXXX-XXXX-XXXX</c>. Addresses stand in the logs of servers and proxies and in the history of
/// browsers; this header is what all of them leave out.
/// </summary>
internal static class CaseCredential
{
    public const string Scheme = "Case-Code";

    /// <summary>The code as it was sent; null: none.</summary>
    public static string? Of(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var given) && given.Scheme.Equals(Scheme, StringComparison.OrdinalIgnoreCase)
            ? given.Parameter
            : null;
}
