/** What a calculator's bare page has beside the calculator. */
import { tellHeights } from "../calculators/embed.js";

tellHeights();
