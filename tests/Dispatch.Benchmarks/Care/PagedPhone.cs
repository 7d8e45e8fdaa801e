using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dispatch.Benchmarks.Boards;

namespace Dispatch.Benchmarks.Care;

/// <summary>The phone of somebody of the crisis team: on duty, connected, and told of emergencies.</summary>
internal sealed class PagedPhone : IDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _pages = new();
    private Visitor? _visitor;

    public static async Task<PagedPhone> ConnectAsync(HttpClient http, string account, CancellationToken stop)
    {
        var cookie = await Visitor.SignInAsync(http, account, stop);
        if (account.StartsWith("counsellor", StringComparison.Ordinal))
        {
            using var duty = new HttpRequestMessage(HttpMethod.Put, "/api/me/duty")
            {
                Content = JsonContent.Create(new { onDuty = true, location = new { lat = 22.73, lon = 114.02 }, travelMode = "Walk" }),
            };
            duty.Headers.Add("Cookie", cookie);
            (await http.SendAsync(duty, stop)).EnsureSuccessStatusCode();
        }

        var phone = new PagedPhone();
        phone._visitor = new Visitor(http.BaseAddress!, cookie, phone.Heard);
        await phone._visitor.ConnectAsync(stop);
        return phone;
    }

    /// <summary>Somebody speaks of danger; the request's id.</summary>
    public static async Task<string> CryAsync(HttpClient http, CancellationToken stop)
    {
        using var answer = await http.PostAsJsonAsync(
            "/api/requests", new { service = "psychological-support", location = new { lat = 22.73, lon = 114.02 }, riskCue = true, stationId = "fucheng" }, stop);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(stop)).GetProperty("id").GetString()!;
    }

    public Task PagedAsync(string id) => Page(id).Task.WaitAsync(TimeSpan.FromSeconds(30));

    public void Dispose() => _visitor?.Dispose();

    private TaskCompletionSource Page(string id) => _pages.GetOrAdd(id, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private void Heard(ReadOnlySpan<byte> records)
    {
        var mark = "\"emergencyId\":\""u8;
        for (var at = records.IndexOf(mark); at >= 0; at = records.IndexOf(mark))
        {
            records = records[(at + mark.Length)..];
            Page(Encoding.UTF8.GetString(records[..records.IndexOf((byte)'"')])).TrySetResult();
        }
    }
}
