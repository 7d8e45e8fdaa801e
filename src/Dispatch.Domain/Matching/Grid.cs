using Dispatch.Contracts;

namespace Dispatch.Domain.Matching;

/// <summary>Square cells over a zone's plane; one more cell, the last, holds whoever has no place on it.</summary>
internal sealed class Grid
{
    private const double RespondersPerCell = 6;
    private const float LeastSideMetres = 250;
    private const float MostSideMetres = 4_000;

    private readonly float perMetre;

    public Grid(Plane? plane, int responders)
    {
        Plane = plane;
        if (plane is not null)
        {
            var side = Math.Sqrt((double)plane.Width * plane.Height * RespondersPerCell / Math.Max(1, responders));
            Side = Math.Clamp((float)side, LeastSideMetres, MostSideMetres);
            perMetre = 1 / Side;
            Columns = Math.Max(1, (int)Math.Ceiling(plane.Width / Side));
            Rows = Math.Max(1, (int)Math.Ceiling(plane.Height / Side));
        }
    }

    public Plane? Plane { get; }

    public float Side { get; }

    public int Columns { get; }

    public int Rows { get; }

    /// <summary>The cell of those without a place: remote indexes, and positions outside the zone's margin.</summary>
    public int Placeless => Rows * Columns;

    public int Cells => Placeless + 1;

    public int ColumnOf(float x) => Math.Clamp((int)(x * perMetre), 0, Columns - 1);

    public int RowOf(float y) => Math.Clamp((int)(y * perMetre), 0, Rows - 1);

    public int CellOf(GeoPoint position)
    {
        if (Plane is null || !Plane.Covers(position))
        {
            return Placeless;
        }

        var (x, y) = Plane.Of(position);
        return RowOf(y) * Columns + ColumnOf(x);
    }
}
