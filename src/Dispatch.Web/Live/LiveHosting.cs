using Dispatch.Contracts.Boards;
using Dispatch.Domain.Access;
using Dispatch.Web.Accounts;
using Dispatch.Web.Boards;
using Dispatch.Web.Chats;
using Dispatch.Web.Duty;
using Dispatch.Web.Emergencies;
using Dispatch.Web.Hosting;
using Dispatch.Web.Incidents;
using Dispatch.Web.Requests;
using Dispatch.Web.Responders;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Dispatch.Web.Live;

/// <summary>The hub and what stands behind it.</summary>
internal static class LiveHosting
{
    public static void AddLive(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var limits = builder.Read().Limits;
        services.AddSignalR(hub =>
        {
            hub.MaximumReceiveMessageSize = limits.HubMessageBytes;
            hub.EnableDetailedErrors = false;
            hub.KeepAliveInterval = TimeSpan.FromSeconds(15);
            hub.ClientTimeoutInterval = TimeSpan.FromSeconds(30);
        }).AddJsonProtocol(json => Json.Configure(json.PayloadSerializerOptions).Converters.Add(new WrittenOnce<BoardPush>()));
        services.AddSingleton<HubRefusals>();
        services.AddSingleton<HubAccess>();
        services.AddSingleton<HubPace>();
        services.Configure<HubOptions>(hub =>
        {
            hub.AddFilter<HubPace>();
            hub.AddFilter<HubRefusals>();
            hub.AddFilter<HubAccess>();
        });
        services.AddSingleton<LiveConnections>();
        services.AddSingleton<BoardRelay>();
        services.AddSingleton<SharedBoardRelay>();
        services.AddSingleton<PhoneRelay>();
        services.AddSingleton<RequestRelay>();
        services.AddSingleton<NoticeRelay>();
        services.AddSingleton<ChatRelay>();
        services.AddSingleton<PagerRelay>();
        services.AddSingleton<DutyRelay>();
        services.AddSingleton<IncidentRelay>();
        services.TryAddSingleton<ClusterChanges>();
        services.AddHostedService<RelayRenewal>();
        services.AddSingleton<Heartbeats>();
        services.AddHostedService(provider => provider.GetRequiredService<Heartbeats>());
        services.AddOptions<KestrelServerOptions>().Configure<Heartbeats>(
            (kestrel, heartbeats) => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(heartbeats.Follow)));
    }

    /// <summary>
    /// WebSockets only, so that no proxy needs sticky sessions. A connection ends when its sign-in does. Mapped as connections of the hub,
    /// because that lets their heartbeat be replaced.
    /// </summary>
    public static void MapLive(this IEndpointRouteBuilder app)
    {
        var heartbeats = app.ServiceProvider.GetRequiredService<Heartbeats>();
        var options = new HttpConnectionDispatcherOptions { Transports = HttpTransportType.WebSockets, CloseOnAuthenticationExpiration = true };
        app.MapConnections("/hubs/live", options, connection => connection.Use(heartbeats.Follow).UseHub<LiveHub>())
            .WithMetadata(new HubMetadata(typeof(LiveHub)))
            .RequireRateLimiting(RateLimits.Connections)
            .Needs(AccessTable.Connect);
    }
}
