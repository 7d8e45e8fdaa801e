using System.Net;
using Dispatch.Contracts.Care;
using Dispatch.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Web.Tests.Access;

/// <summary>People of every role at Fucheng, and things of Fucheng (their own), of Zhuoda, which shares its board with them, and of nobody they know.</summary>
public sealed class TwoStations : IAsyncLifetime
{
    public const string Own = "fucheng";
    public const string Agreed = "zhuoda";

    public static readonly IReadOnlyDictionary<Role, string?> People = new Dictionary<Role, string?>
    {
        [Role.Resident] = null,
        [Role.Volunteer] = "volunteer1.fucheng",
        [Role.Counsellor] = "counsellor1.fucheng",
        [Role.Coordinator] = "coordinator.fucheng",
        [Role.StationHead] = "head.fucheng",
        [Role.Admin] = "admin",
    };

    private readonly Dictionary<Role, Visitor> _visitors = [];
    private readonly Dictionary<string, (string Id, string Code)> _emergencies = [];

    public Product Product { get; } = new();

    internal Visitor this[Role role] => _visitors[role];

    public async Task InitializeAsync()
    {
        foreach (var (role, account) in People)
        {
            _visitors[role] = await Product.VisitAsync(account);
        }

        (await this[Role.Admin].PutAsync($"/api/boards/{Agreed}/shares/{Own}", new { })).Ok(HttpStatusCode.NoContent);
    }

    public async Task DisposeAsync()
    {
        foreach (var visitor in _visitors.Values)
        {
            visitor.Dispose();
        }

        await Product.DisposeAsync();
    }

    /// <summary>A request of psychological help at a station, which starts in three days; id and case code.</summary>
    internal async Task<(string Id, string Code)> AskAsync(string station)
    {
        var need = new
        {
            service = "counselling",
            description = "想找人说说话",
            stationId = station,
            remote = true,
            startsAt = DateTimeOffset.UtcNow.AddDays(3),
        };
        var asked = (await this[Role.Resident].PostAsync("/api/requests", need)).Ok(HttpStatusCode.Created);
        var id = (string)asked["id"]!;
        var file = Product.Services.GetRequiredService<IGrainFactory>().GetGrain<ICaseGrain>(id);
        while (await file.RowAsync() is null)
        {
            await Task.Yield();
        }

        return (id, (string)asked["code"]!);
    }

    /// <summary>A High-risk request of a station that runs as an emergency; the same one for all who ask.</summary>
    internal async Task<(string Id, string Code)> CryAsync(string station)
    {
        if (_emergencies.TryGetValue(station, out var known))
        {
            return known;
        }

        var need = new { service = "counselling", description = "我不想活了", stationId = station, remote = true, riskCue = true };
        var asked = (await this[Role.Resident].PostAsync("/api/requests", need)).Ok(HttpStatusCode.Created);
        var id = (string)asked["id"]!;
        while ((await this[Role.Admin].GetAsync($"/api/emergencies/{id}")).Status != HttpStatusCode.OK)
        {
            await Task.Yield();
        }

        return _emergencies[station] = (id, (string)asked["code"]!);
    }

    /// <summary>What people did to a request, which every command adds to; what it does by itself is left out.</summary>
    internal async Task<string> DeedsAsync(string id) => string.Join('|', (await this[Role.Admin].GetAsync($"/api/requests/{id}/timeline")).Ok().AsArray()
        .Where(entry => People.Values.Contains((string?)entry!["by"]))
        .Select(entry => $"{entry!["what"]} {entry["by"]}"));
}

[CollectionDefinition(Name)]
public sealed class TwoStationsCollection : ICollectionFixture<TwoStations>
{
    public const string Name = "two stations";
}
