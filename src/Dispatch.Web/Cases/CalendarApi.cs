using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Dispatch.Contracts.Accounts;
using Dispatch.Contracts.Care;
using Dispatch.Domain.Access;
using Dispatch.Domain.Cases;
using Dispatch.Domain.FollowUps;
using Dispatch.Web.Accounts;
using Dispatch.Web.Hosting;

namespace Dispatch.Web.Cases;

/// <summary>Language of the entries; Chinese when left out.</summary>
public sealed record CalendarBody(string? Language);

/// <summary>A calendar's address, told once.</summary>
/// <param name="Path">Path of the feed, with the token that is its only key.</param>
public sealed record CalendarMade(string Path);

/// <summary>Whether an address is in use.</summary>
/// <param name="MadeAt">When it was made; null: there is none.</param>
public sealed record CalendarKept(DateTimeOffset? MadeAt);

/// <summary>The follow-ups of a person as an iCalendar feed, at an address that nobody guesses and the person makes and revokes.</summary>
internal static class CalendarApi
{
    private const string Type = "text/calendar; charset=utf-8";

    public static void MapCalendar(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/me/calendar", KeptAsync).WithTags("Cases").WithName("getCalendar").Needs(AccessTable.OwnCalendar).Produces<CalendarKept>().Refuses(401, 403);
        app.MapPost("/api/me/calendar", MakeAsync).WithTags("Cases").WithName("makeCalendar").Needs(AccessTable.OwnCalendar)
            .Produces<CalendarMade>().Refuses(401, 403, 413);
        app.MapDelete("/api/me/calendar", RevokeAsync).WithTags("Cases").WithName("revokeCalendar").Needs(AccessTable.OwnCalendar).Produces(204).Refuses(401, 403);
        app.MapGet("/api/calendar/{account}/{token}.ics", FeedAsync).WithTags("Cases").WithName("readCalendar").Needs(AccessTable.ReadCalendar)
            .RequireRateLimiting(RateLimits.Help).Produces(200, contentType: "text/calendar").Refuses(404, 429);
    }

    private static async Task<IResult> KeptAsync(ClaimsPrincipal user, IGrainFactory grains) =>
        TypedResults.Ok(new CalendarKept((await grains.GetGrain<ICalendarGrain>(user.Actor().Account).GetAsync())?.MadeAt));

    private static async Task<IResult> MakeAsync(CalendarBody body, ClaimsPrincipal user, IGrainFactory grains, TimeProvider clock)
    {
        var (actor, token) = (user.Actor(), Secrets.Token());
        await grains.GetGrain<ICalendarGrain>(actor.Account).MakeAsync(new CalendarAddress(Secrets.Digest(token), body.Language == "en", clock.GetUtcNow(), actor));
        return TypedResults.Ok(new CalendarMade($"/api/calendar/{Uri.EscapeDataString(actor.Account)}/{token}.ics"));
    }

    private static async Task<IResult> RevokeAsync(ClaimsPrincipal user, IGrainFactory grains)
    {
        await grains.GetGrain<ICalendarGrain>(user.Actor().Account).RevokeAsync();
        return TypedResults.NoContent();
    }

    /// <summary>An unknown account, a wrong token and an account that no longer works here are answered alike.</summary>
    private static async Task<IResult> FeedAsync(string account, string token, HttpContext context, IGrainFactory grains, CalendarTexts texts, TimeProvider clock)
    {
        var address = AccountNames.IsName(account) ? await grains.GetGrain<ICalendarGrain>(account).GetAsync() : null;
        if (address is null || !Leads(address, token) || !await WorksAsync(account, address.By, grains))
        {
            return new Refusal(RefusalCode.LinkRefused, "No calendar has this address.").Problem(context);
        }

        var rows = (await DeskApi.RowsAsync(address.By, grains)).Select(row => Schedule(FileViews.At(row, clock.GetUtcNow())));
        context.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Text(CalendarFeed.Text(rows, account, context.Request.Host.Host, texts.In(address.English)), Type);
    }

    private static bool Leads(CalendarAddress address, string token) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(address.Digest), Encoding.ASCII.GetBytes(Secrets.Digest(token)));

    private static async Task<bool> WorksAsync(string account, Actor then, IGrainFactory grains) =>
        await grains.GetGrain<IAccountGrain>(account).GetAsync() is { Phase: AccountPhase.Open } now && now.Role == then.Role && now.StationId == then.StationId;

    /// <summary>What is left of a case's follow-ups, as far as the feed tells of them.</summary>
    private static FollowUpSchedule Schedule(CareRow row) => new(row.CaseId, "", [
        .. row.Clocks.Select(clock => new FollowUp(
            clock.Number, clock.Level, row.AskedAt, clock.DueAt, clock.Owner, clock.Deputy, clock.Rung, clock.NextAt, 0, [])),
    ]);
}
