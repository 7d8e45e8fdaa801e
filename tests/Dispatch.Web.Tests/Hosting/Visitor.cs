using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;

namespace Dispatch.Web.Tests.Hosting;

/// <summary>What came back: status, body as JSON (null when there is none) and headers.</summary>
public sealed record Answer(HttpStatusCode Status, JsonNode? Body, HttpResponseMessage Message)
{
    public string? Code => Body is JsonObject problem ? (string?)problem["code"] : null;

    public JsonNode Ok(HttpStatusCode expected = HttpStatusCode.OK)
    {
        Status.ShouldBe(expected, Body?.ToJsonString() ?? "");
        return Body!;
    }

    public void ShouldBeRefused(HttpStatusCode status, string code)
    {
        (Status, Code).ShouldBe((status, code), Body?.ToJsonString() ?? "");
        Message.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        ((string?)Body!["type"]).ShouldBe($"urn:communitycare:refusal:{code}");
    }
}

/// <summary>One browser or program that calls the API.</summary>
public sealed class Visitor(Uri address) : IDisposable
{
    /// <summary>What the client of the product sends with every call.</summary>
    public const string Header = "X-Requested-With";

    private readonly CookieContainer _cookies = new();
    private HttpClient? _http;

    public Uri Address => address;

    public CookieContainer Cookies => _cookies;

    private HttpClient Http => _http ??=
        new HttpClient(new SocketsHttpHandler { CookieContainer = _cookies, AllowAutoRedirect = false }) { BaseAddress = address };

    public async Task SignInAsync(string account, string password) =>
        (await PostAsync("/api/session", new { account, password })).Status.ShouldBe(HttpStatusCode.OK, account);

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(With(new HttpRequestMessage(HttpMethod.Get, path), headers));

    /// <summary>How things stand, by a case code.</summary>
    public Task<Answer> GetHelpAsync(string? code, params (string Name, string Value)[] headers) =>
        GetAsync("/api/help", [Bearing(code), .. headers]);

    /// <summary>What the holder of a case code may do: <c>cancel</c> or <c>confirm</c>.</summary>
    public Task<Answer> PostHelpAsync(string? code, string deed, object body, params (string Name, string Value)[] headers) =>
        PostAsync($"/api/help/{deed}", body, [Bearing(code), .. headers]);

    public static (string Name, string Value) Bearing(string? code) => ("Authorization", $"Case-Code {code}");

    public Task<Answer> DeleteAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Delete, path));

    public Task<Answer> PutAsync(string path, object body) => SendAsync(new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(body) });

    public Task<Answer> PostAsync(string path, object body, params (string Name, string Value)[] headers) =>
        PostAsync(path, JsonContent.Create(body), headers);

    public Task<Answer> PostTextAsync(string path, string body, params (string Name, string Value)[] headers) =>
        PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"), headers);

    public async Task<Answer> SendAsync(HttpRequestMessage call)
    {
        using (call)
        {
            if (!call.Headers.Contains(Header))
            {
                call.Headers.Add(Header, "CommunityCare");
            }

            var message = await Http.SendAsync(call);
            var text = await message.Content.ReadAsStringAsync();
            var isJson = message.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;
            return new Answer(message.StatusCode, isJson && text.Length > 0 ? JsonNode.Parse(text) : null, message);
        }
    }

    public void Dispose() => _http?.Dispose();

    private Task<Answer> PostAsync(string path, HttpContent content, params (string Name, string Value)[] headers) =>
        SendAsync(With(new HttpRequestMessage(HttpMethod.Post, path) { Content = content }, headers));

    private static HttpRequestMessage With(HttpRequestMessage call, (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
        {
            call.Headers.TryAddWithoutValidation(name, value);
        }

        return call;
    }
}
